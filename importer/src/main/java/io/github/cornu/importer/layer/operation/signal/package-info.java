/** Functions of signals: frames, Fourier transforms, complex numbers. */
package io.github.cornu.importer.layer.operation.signal;
