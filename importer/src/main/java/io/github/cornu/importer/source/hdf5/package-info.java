/** Reads HDF5 files by jhdf, and keeps its faults, its log and what it cannot read away from the rest. */
package io.github.cornu.importer.source.hdf5;
