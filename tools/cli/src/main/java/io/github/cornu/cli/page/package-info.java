/** The pages and graphs that commands write. */
package io.github.cornu.cli.page;
