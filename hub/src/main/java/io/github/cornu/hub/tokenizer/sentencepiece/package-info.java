/** SentencePiece's vocabularies: their files, and how texts are cut into their pieces. */
package io.github.cornu.hub.tokenizer.sentencepiece;
