/** Scores Spark's Datasets with models, in batches. */
package io.github.cornu.spark;
