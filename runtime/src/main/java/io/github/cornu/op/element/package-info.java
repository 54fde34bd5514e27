/** Functions of each element, of one tensor or of several that are broadcast. */
package io.github.cornu.op.element;
