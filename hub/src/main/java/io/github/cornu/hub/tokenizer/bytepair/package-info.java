/** Byte-pair encoding: how texts are cut into words, and words into tokens. */
package io.github.cornu.hub.tokenizer.bytepair;
