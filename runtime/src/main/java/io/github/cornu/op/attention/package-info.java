/** Scaled dot-product attention, its scores and masks, and softmax of masked scores. */
package io.github.cornu.op.attention;
