/** The {@code cornu} command: one class a subcommand. */
package io.github.cornu.cli;
