/** The backbones and tasks of KerasHub: a file for each family, a line for each class in the registry. */
package io.github.cornu.hub.models;
