/** Convolutions of all kinds, and the windows they move over their inputs. */
package io.github.cornu.op.convolutional;
