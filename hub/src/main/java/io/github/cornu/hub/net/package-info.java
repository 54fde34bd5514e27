/** How the arguments of a Python constructor become a functional model. */
package io.github.cornu.hub.net;
