/** Unicode as the libraries below KerasHub's tokenizers know it, which is not as the JDK does. */
package io.github.cornu.hub.tokenizer.unicode;
