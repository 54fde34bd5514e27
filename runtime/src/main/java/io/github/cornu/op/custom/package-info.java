/** Functions and recurrent cells that the user of the library writes in Java. */
package io.github.cornu.op.custom;
