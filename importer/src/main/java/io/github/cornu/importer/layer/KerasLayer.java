package io.github.cornu.importer.layer;

import io.github.cornu.UnsupportedModelException;
import io.github.cornu.importer.config.LayerConfig;
import io.github.cornu.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A layer of Keras: its config, the weights and inner layers it has by its config, and how a call of it becomes
 * operations.
 *
 * <p>The constructor of a subclass reads the config and declares weights and inner layers in the order in which Keras
 * creates them. It throws {@link IllegalArgumentException} or
 * {@link io.github.cornu.UnsupportedModelException} with plain texts; who creates the layer adds its name.
 */
public abstract class KerasLayer {
    /** The advice for layers that are made for the whole sequence. */
    public static final String RUN_WHOLE = "run the whole sequence at once";

    private final LayerConfig config;
    private final List<WeightSlot> weights = new ArrayList<>();
    private final List<WeightSlot> named = new ArrayList<>();
    private final Map<String, KerasLayer> children = new LinkedHashMap<>();

    public KerasLayer(LayerConfig config) {
        this.config = config;
    }

    /** The number type of 16 bits that the layer computes in; null if it computes in float. */
    public HalfPrecision half() {
        return HalfPrecision.of(config);
    }

    /**
     * Refuses an inner layer, which may be null, that computes in another type than this one if one of them has 16
     * bits.
     *
     * @throws UnsupportedModelException if it does
     */
    public final void checkType(KerasLayer inner) {
        if (inner != null && inner.half() != half()) {
            throw new UnsupportedModelException("it computes in " + type() + ", and its inner layer '"
                    + inner.config().name() + "' in " + inner.type());
        }
    }

    private String type() {
        return half() == null ? "float32" : half().toString();
    }

    /** The name of the function that the layer is a call of; null for a layer of its own. */
    public String calledFunction() {
        return null;
    }

    /** Whether the weights are rounded to the type that the layer computes in. */
    public boolean roundsWeights() {
        return true;
    }

    /** Whether the inputs are rounded to the type that the layer computes in. */
    public boolean roundsInputs() {
        return true;
    }

    /** Whether newer files have the weights in the order of declaration, and not those that are trained first. */
    public boolean savesAsDeclared() {
        return config.hasLora();
    }

    /** The weights that some files leave out; empty if all have them. */
    public List<WeightSlot> leftOut() {
        return List.of();
    }

    /**
     * Which of its weights the variables are that a newer file has for it.
     *
     * @param slots all, in the order of the file
     * @param shapes of the variables
     * @return as many as there are variables; if that cannot be, all that no file leaves out
     */
    public List<WeightSlot> filledBy(List<WeightSlot> slots, List<Shape> shapes) {
        List<WeightSlot> filled = new ArrayList<>(slots);
        List<WeightSlot> optional = leftOut();
        for (int i = optional.size() - 1; i >= 0 && filled.size() > shapes.size(); i--) {
            filled.remove(optional.get(i));
        }
        if (filled.size() != shapes.size()) {
            filled.removeAll(optional);
        }
        return filled;
    }

    /**
     * Adds the layer's operations for one call.
     *
     * @return the outputs in Keras's order, with their masks
     */
    public abstract List<KerasTensor> call(Lowering g, Call call);

    public LayerConfig config() {
        return config;
    }

    /** Declares a weight. */
    public WeightSlot weight(String name) {
        return declare(name, true);
    }

    /** Declares a weight that training does not change, such as a moving mean. */
    public WeightSlot nonTrainableWeight(String name) {
        return declare(name, false);
    }

    /**
     * Declares a weight that training does not change, and that newer files have under its name, if at all.
     *
     * @param inOlder whether older files have it among the others
     */
    public WeightSlot namedWeight(String name, boolean inOlder) {
        WeightSlot slot = inOlder ? nonTrainableWeight(name) : new WeightSlot(this, name, false);
        named.add(slot);
        return slot;
    }

    /** Declares a weight that newer files have not. */
    WeightSlot legacyWeight(String name) {
        WeightSlot slot = weight(name);
        named.add(slot);
        return slot;
    }

    private WeightSlot declare(String name, boolean trainable) {
        WeightSlot slot = new WeightSlot(this, name, trainable);
        weights.add(slot);
        return slot;
    }

    /** Declares a weight of an inner layer as one of this layer too. */
    public void sharedWeight(WeightSlot slot) {
        weights.add(slot);
    }

    /**
     * Declares an inner layer.
     *
     * @param attribute what the attribute of the Python object is called
     */
    public <T extends KerasLayer> T child(String attribute, T layer) {
        children.put(attribute, layer);
        return layer;
    }

    /** Takes the weights of a part that is no object of its own in Python. */
    public <T extends KerasLayer> T part(T part) {
        weights.addAll(part.ownWeights());
        return part;
    }

    /** Inner layers by attribute, in the order in which Keras tracks them. */
    public Map<String, KerasLayer> children() {
        return children;
    }

    /** The weights of this layer itself, in the order in which Keras creates them. */
    public List<WeightSlot> ownWeights() {
        return weights;
    }

    /** The weights that newer files have under their names. */
    public List<WeightSlot> namedWeights() {
        return named;
    }

    /** Whether the inputs may be complex numbers: functions tell by themselves. */
    public boolean takesComplex() {
        return calledFunction() != null;
    }

    /** True where the inputs are texts, or may be. */
    public boolean takesTexts() {
        return false;
    }

    /** Whether the outputs hold the numbers of the inputs, integers and booleans too, and nothing is computed. */
    public boolean movesNumbers() {
        return false;
    }

    /**
     * What to do where the layer needs the whole sequence, and so the model cannot be stepped through time: how to
     * configure it, or what to use in its place. Follows the operation's reason in the message; empty if there is
     * nothing to say.
     */
    public String streamAdvice() {
        return "";
    }

    /** Whether it is an object with a place of its own in newer files. */
    public boolean isTracked() {
        return true;
    }

    /**
     * Whether the layer, or one inside it, computes something else in training. Keras 2 does so at inference too where
     * the call says {@code training=True}.
     */
    public boolean changesInTraining() {
        return children.values().stream().anyMatch(KerasLayer::changesInTraining);
    }

    /** The attributes whose variables make no difference, with the names of these. */
    public Map<String, Set<String>> ignoredAttributes() {
        return Map.of();
    }

    /** Whether its class is one that the user has registered. */
    public boolean isCustom() {
        return false;
    }

    /** Whether it stands for a layer that is not supported. */
    public boolean isPlaceholder() {
        return false;
    }

    /** Whether calls are given constants as they are; other layers are given tensors. */
    public boolean takesConstants() {
        return false;
    }

    /**
     * Whether older files have the weights of the layer itself after those of its inner layers: as models of Keras 2.
     *
     * @param trainable of which weights
     */
    public boolean ownLast(boolean trainable) {
        return isModel() && !config.writer().isKeras3();
    }

    /** True where the weights are tracked as those of a model are: all trainable before all others. */
    boolean isModel() {
        return false;
    }
}
