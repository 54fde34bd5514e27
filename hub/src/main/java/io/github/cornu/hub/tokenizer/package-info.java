/** KerasHub's tokenizers: {@link io.github.cornu.hub.tokenizer.Tokenizers} reads them. */
package io.github.cornu.hub.tokenizer;
