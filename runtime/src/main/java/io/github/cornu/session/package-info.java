/** The inside of sessions: arrays for plans and states, checks of what a call comes with, and how a plan is run. */
package io.github.cornu.session;
