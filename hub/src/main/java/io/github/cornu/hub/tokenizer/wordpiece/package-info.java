/** WordPiece: how texts are cut into words, and words into pieces. */
package io.github.cornu.hub.tokenizer.wordpiece;
