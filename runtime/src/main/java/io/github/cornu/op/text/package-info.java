/** Texts to numbers: tokens, vocabularies, lookups. */
package io.github.cornu.op.text;
