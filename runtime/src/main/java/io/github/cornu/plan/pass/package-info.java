/** Passes over a graph: each makes one of it that gives the same and is cheaper to run. */
package io.github.cornu.plan.pass;
