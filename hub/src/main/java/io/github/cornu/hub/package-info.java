/** Loads models of KerasHub and KerasNLP. {@link io.github.cornu.hub.HubModels} is where it starts. */
package io.github.cornu.hub;
