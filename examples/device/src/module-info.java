/** A device that runs a model: an image made of this module has nothing in it that this does not need. */
module io.github.cornu.device {
    requires io.github.cornu.runtime;
    requires jdk.incubator.vector;
}
