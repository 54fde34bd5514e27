package io.github.cornu.file;

import io.github.cornu.op.Op;
import io.github.cornu.op.attention.AdditiveAttention;
import io.github.cornu.op.attention.Attention;
import io.github.cornu.op.attention.AttentionOp;
import io.github.cornu.op.convolutional.Padding;
import io.github.cornu.op.convolutional.Windows;
import io.github.cornu.op.recurrent.Cell;
import io.github.cornu.op.recurrent.DenseCell;
import io.github.cornu.op.recurrent.MaskRule;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.op.recurrent.Rounding;
import io.github.cornu.op.text.TokenTable;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Unary;
import io.github.cornu.tensor.Weight;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Operations of all classes with random components, found and made by reflection. */
final class RandomOps {
    private static final Path ROOT = Path.of("target/classes");
    private static final int ATTEMPTS = 1000;
    /** What users write in Java: of it files have names and weights, which are not all of its components. */
    private static final Set<String> IN_JAVA = Set.of("JavaFunction", "JavaScan", "JavaCell", "JavaTexts");

    private final Random random;

    RandomOps(long seed) {
        random = new Random(seed);
    }

    /** All classes of that kind that there may be objects of. */
    static List<Class<?>> classes(Class<?> kind) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("io/github/cornu/op"))) {
            return files.map(file -> ROOT.relativize(file).toString())
                    .filter(name -> name.endsWith(".class"))
                    .sorted()
                    .<Class<?>>map(RandomOps::load)
                    .filter(type -> kind.isAssignableFrom(type) && !type.isInterface())
                    .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                    .filter(type -> !IN_JAVA.contains(type.getSimpleName()))
                    .toList();
        }
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(
                    file.substring(0, file.length() - ".class".length()).replace('/', '.'));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** An operation of that class, or one that runs a cell of that class. */
    Op op(Class<?> type) throws ReflectiveOperationException {
        if (!Cell.class.isAssignableFrom(type)) {
            return (Op) make(type);
        }
        return ((Recurrent) make(Recurrent.class)).with((Cell) make(type));
    }

    /** An object that its constructor accepts. */
    Object make(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(components[i].getType(), components[i].getGenericType());
            }
            try {
                return constructor.newInstance(values);
            } catch (InvocationTargetException e) {
                if (!(e.getCause() instanceof IllegalArgumentException)) {
                    throw e;
                }
            }
        }
        throw new AssertionError("no components are good enough for " + type);
    }

    private Object value(Class<?> type, Type generic) throws ReflectiveOperationException {
        if (type == int.class) {
            return random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(7) - 2;
        }
        if (type == long.class) {
            return random.nextLong();
        }
        if (type == float.class) {
            return Float.intBitsToFloat(random.nextInt());
        }
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (type == String.class) {
            return "text" + random.nextInt(4);
        }
        if (type == Shape.class) {
            return Shape.of(random.ints(random.nextInt(4), -1, 5).toArray());
        }
        if (type == Weight.class) {
            return Weight.of(new float[1], 1);
        }
        if (type == TokenTable.class) {
            return new TokenTable(Map.of());
        }
        if (type == List.class) {
            return list(generic.getTypeName());
        }
        if (type == Cell.class || type == DenseCell.class) {
            List<Class<?>> cells = cells();
            return make(cells.get(random.nextInt(cells.size())));
        }
        if (type == AttentionOp.class) {
            return make(random.nextBoolean() ? Attention.class : AdditiveAttention.class);
        }
        if (type == MaskRule.class && random.nextBoolean()) {
            return null;
        }
        if (type == Rounding.class) {
            Unary function = random.nextBoolean() ? Unary.ROUND_FLOAT16 : Unary.ROUND_BFLOAT16;
            return new Rounding(function, random.nextBoolean());
        }
        if (type == Windows.class) {
            return windows();
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        return make(type);
    }

    private Windows windows() {
        int axes = random.nextInt(4);
        int padding = 1 + random.nextInt(3);
        return new Windows(
                numbers(axes, 1, 4),
                numbers(axes, 1, 4),
                numbers(axes, 1, 4),
                random.nextBoolean() ? Padding.VALID : Padding.SAME,
                numbers(axes, 0, padding),
                numbers(axes, 0, padding));
    }

    private List<Integer> numbers(int count, int from, int to) {
        return random.ints(count, from, to).boxed().toList();
    }

    private static List<Class<?>> cells() {
        try {
            return classes(Cell.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Also such that are the order of some axes. */
    private List<?> list(String type) throws ReflectiveOperationException {
        String element = type.substring(type.indexOf('<') + 1, type.indexOf('>'));
        int count = random.nextInt(4);
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Class<?> kind = Class.forName(element);
            values.add(kind == Integer.class ? Integer.valueOf(random.nextInt(count)) : value(kind, kind));
        }
        return values;
    }
}
