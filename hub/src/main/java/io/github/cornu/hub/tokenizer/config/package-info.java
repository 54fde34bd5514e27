/** The JSON that KerasHub writes. */
package io.github.cornu.hub.tokenizer.config;
