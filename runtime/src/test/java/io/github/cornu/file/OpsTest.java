package io.github.cornu.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.cornu.op.Op;
import io.github.cornu.op.Prepared;
import io.github.cornu.op.StateSpec;
import io.github.cornu.op.Target;
import io.github.cornu.op.attention.StreamAttention;
import io.github.cornu.op.custom.JavaCell;
import io.github.cornu.op.custom.JavaFunction;
import io.github.cornu.op.custom.JavaScan;
import io.github.cornu.op.custom.JavaTexts;
import io.github.cornu.op.recurrent.Cell;
import io.github.cornu.op.recurrent.Recurrent;
import io.github.cornu.op.reduce.StreamAccumulate;
import io.github.cornu.op.shape.StepsOfTable;
import io.github.cornu.op.shape.TimeWindow;
import io.github.cornu.op.text.TokenTable;
import io.github.cornu.tensor.Shape;
import io.github.cornu.tensor.Weight;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every operation has a form in files, and reads as it was written. */
class OpsTest {
    private static final int SAMPLES = 500;
    /** What only the graphs of streams have, which are made of those in files. */
    private static final List<Class<?>> OF_STREAMS =
            List.of(StepsOfTable.class, StreamAccumulate.class, StreamAttention.class, TimeWindow.class);

    private static final Path FORMS = Path.of("../testdata/cornu/forms_1.txt");
    private static final int FORMS_EACH = 3;
    private static final Path NAMES = Path.of("../testdata/cornu/names_1.txt");

    @TestFactory
    Stream<DynamicTest> everyOperationReadsAsItWasWritten() throws IOException {
        List<Class<?>> classes = classes();
        assertFalse(classes.isEmpty());
        return classes.stream()
                .map(type -> dynamicTest(type.getSimpleName(), () -> {
                    RandomOps random = new RandomOps(type.hashCode());
                    for (int i = 0; i < SAMPLES; i++) {
                        Op op = random.op(type);
                        assertEquals(op, readAgain(op));
                    }
                }));
    }

    private static List<Class<?>> classes() throws IOException {
        List<Class<?>> classes = new ArrayList<>(RandomOps.classes(Op.class));
        classes.removeAll(OF_STREAMS);
        classes.addAll(RandomOps.classes(Cell.class));
        return classes;
    }

    /** Weights and tables are the same objects then. */
    private static Op readAgain(Op op) {
        Encoder out = new Encoder();
        Ops.write(op, null, out);
        Decoder in = decoder(out);
        Op read = Ops.read(in);
        in.requireEnd();
        return read;
    }

    private static Decoder decoder(Encoder out) {
        Decoder in = new Decoder(ByteBuffer.wrap(out.bytes()), Header.VERSION);
        out.texts().forEach(in::add);
        out.weights().forEach(in::add);
        out.tables().forEach(in::add);
        return in;
    }

    /**
     * What was ever written. A line is an operation: its form, the texts that the form tells by number, of which the
     * first is the tag, and what it must read as. {@code -Dcornu.writeForms} adds the lines of tags that have none;
     * those that are there stay.
     */
    @Test
    void formsOfAllVersionsAreRead() throws Exception {
        List<String> lines = new ArrayList<>(Files.readAllLines(FORMS));
        if (System.getProperty("cornu.writeForms") != null) {
            for (Class<?> type : classes()) {
                RandomOps random = new RandomOps(type.getSimpleName().hashCode());
                if (!hasTag(lines, random.op(type))) {
                    for (int i = 0; i < FORMS_EACH; i++) {
                        lines.add(line(random.op(type)));
                    }
                }
            }
            Files.write(FORMS, lines);
        }
        for (String line : lines) {
            String[] parts = line.split("\t", 3);
            Decoder in = new Decoder(ByteBuffer.wrap(HexFormat.of().parseHex(parts[0])), 1);
            List.of(parts[1].split(" ")).forEach(in::add);
            for (int i = 0; i < 8; i++) {
                in.add(Weight.of(new float[1], 1));
            }
            in.add(new TokenTable(Map.of()));
            assertEquals(sameOnEveryJdk(parts[2]), sameOnEveryJdk(Ops.read(in).toString()));
            in.requireEnd();
        }
        for (Class<?> type : classes()) {
            assertTrue(hasTag(lines, new RandomOps(0).op(type)), type.getSimpleName());
        }
    }

    /** JDK 19 and later write some floats with fewer digits. */
    private static String sameOnEveryJdk(String text) {
        return Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?")
                .matcher(text)
                .replaceAll(number -> Integer.toHexString(Float.floatToIntBits(Float.parseFloat(number.group()))));
    }

    /** What version 1 has written of functions and cells in Java: not what they compute, which is registered. */
    @Test
    void formsOfFunctionsInJavaOfVersion1AreRead() {
        JavaFunction function = (JavaFunction) checked("JavaFunction my", "0001020102010301010a");
        assertEquals("my", function.named().name());
        assertEquals(2, function.named().weights().size());
        assertEquals(true, function.stepwise());
        assertEquals(Shape.of(-1, -1, 5), function.shape().apply(List.of()));

        Recurrent recurrent = (Recurrent) checked("Recurrent JavaCell my", "0001020101050402010001000000000000");
        JavaCell cell = (JavaCell) recurrent.cell();
        assertEquals("my", cell.named().name());
        assertEquals(cell.weights(), cell.named().weights());
        assertEquals(List.of(1, 5, 4, 2), List.of(cell.weights().size(), cell.features(), cell.units(), cell.states()));
        assertEquals(Recurrent.of(cell).withOutput(Recurrent.Output.SEQUENCE).withStateful(true), recurrent);
    }

    @Test
    void theFormOfFunctionsOfStepsIsRead() {
        JavaScan scan = (JavaScan) checked("JavaScan my level", "0001010101000301010a01020106");
        assertEquals("my", scan.named().name());
        assertEquals(scan.weights(), scan.named().weights());
        assertEquals(List.of(new StateSpec("level", Shape.of(3), 3)), scan.kept());
        assertFalse(scan.lastOnly());
        assertFalse(scan.stateful());
        assertEquals(Shape.of(-1, -1, 5), scan.outputShape(List.of(Shape.of(-1, -1, 2))));
    }

    @Test
    void theFormOfFunctionsOfTextsIsRead() {
        JavaTexts texts = (JavaTexts) checked("JavaTexts my", "00010001");
        assertEquals("my", texts.named().name());
        assertTrue(texts.splits());
    }

    private static Op checked(String texts, String form) {
        Decoder in = new Decoder(ByteBuffer.wrap(HexFormat.of().parseHex(form)), 1);
        List.of(texts.split(" ")).forEach(in::add);
        in.add(Weight.of(new float[1], 1));
        in.add(Weight.of(new float[1], 1));
        Op op = Ops.read(in);
        in.requireEnd();
        Encoder out = new Encoder();
        Ops.write(op, Shape.of(-1, -1, 5), out);
        assertEquals(form, HexFormat.of().formatHex(out.bytes()));
        assertEquals(texts, String.join(" ", out.texts()));
        return op;
    }

    private static boolean hasTag(List<String> lines, Op op) {
        String tag = tag(line(op));
        return lines.stream().anyMatch(line -> tag(line).equals(tag));
    }

    /** Of a recurrent operation also the tag of its cell. */
    private static String tag(String line) {
        String[] texts = line.split("\t", 3)[1].split(" ");
        return texts[0].equals("Recurrent") ? texts[0] + " " + texts[1] : texts[0];
    }

    private static String line(Op op) {
        Encoder out = new Encoder();
        Ops.write(op, null, out);
        return HexFormat.of().formatHex(out.bytes()) + "\t" + String.join(" ", out.texts()) + "\t" + op;
    }

    /** Every constant has a name, and names that were given stay. */
    @Test
    void namesOfVersion1Stay() throws Exception {
        List<String> lines = new ArrayList<>();
        for (Class<?> type : List.of(
                Names.class,
                Parts.class,
                MatrixOps.class,
                ElementOps.class,
                ShapeOps.class,
                ImageOps.class,
                TokenOps.class,
                TextOps.class)) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getType() == Names.class && Modifier.isStatic(field.getModifiers())) {
                    lines.addAll(names((Names<?>) field.get(null), field));
                }
            }
        }
        List<String> known = Files.readAllLines(NAMES);
        if (System.getProperty("cornu.writeForms") != null) {
            lines.stream().filter(line -> !known.contains(line)).forEach(known::add);
            Files.write(NAMES, known);
        }
        assertEquals(
                List.of(), known.stream().filter(line -> !lines.contains(line)).toList());
        assertEquals(
                List.of(), lines.stream().filter(line -> !known.contains(line)).toList());
    }

    private static <E extends Enum<E>> List<String> names(Names<E> names, Field field) {
        ParameterizedType type = (ParameterizedType) field.getGenericType();
        @SuppressWarnings("unchecked")
        Class<E> constants = (Class<E>) type.getActualTypeArguments()[0];
        List<String> lines = new ArrayList<>();
        for (E constant : constants.getEnumConstants()) {
            assertEquals(constant, names.get(names.of(constant)));
            lines.add(constants.getSimpleName() + " " + names.of(constant) + " " + constant.name());
        }
        return lines;
    }

    private record Unknown() implements Op {
        @Override
        public List<Shape> outputShapes(List<Shape> inputs) {
            return inputs;
        }

        @Override
        public Prepared prepare(Target target) {
            return null;
        }
    }

    @Test
    void whatOnlyStreamsHaveIsInNoFile() throws ReflectiveOperationException {
        for (Class<?> type : OF_STREAMS) {
            Op op = new RandomOps(0).op(type);
            assertThrows(IllegalArgumentException.class, () -> Ops.write(op, null, new Encoder()));
        }
    }

    @Test
    void anOperationWithoutAFormIsRefused() {
        Encoder out = new Encoder();
        Exception e = assertThrows(IllegalArgumentException.class, () -> Ops.write(new Unknown(), null, out));
        assertEquals("the operation Unknown cannot be written to a .cornu file", e.getMessage());
    }

    @Test
    void aTagOfALaterVersionIsRefused() {
        Encoder out = new Encoder();
        out.text("Dense/2");
        Decoder in = decoder(out);
        Exception e = assertThrows(IllegalArgumentException.class, () -> Ops.read(in));
        assertEquals("this version of Cornu does not know the operation 'Dense/2'", e.getMessage());
    }
}
