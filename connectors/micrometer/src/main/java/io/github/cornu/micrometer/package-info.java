/** What models do, as meters of Micrometer. */
package io.github.cornu.micrometer;
