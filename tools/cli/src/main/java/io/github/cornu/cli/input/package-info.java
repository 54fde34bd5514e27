/** What a command runs a model on: tables, arrays and images as tensors. */
package io.github.cornu.cli.input;
