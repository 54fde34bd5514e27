/** The layers that models of {@code keras/src/applications} have of their own. */
package io.github.cornu.importer.layer.applications;
