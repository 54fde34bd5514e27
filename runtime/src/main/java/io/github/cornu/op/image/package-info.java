/** Images of another size: resampling, cropping and padding. */
package io.github.cornu.op.image;
