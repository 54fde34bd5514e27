package io.github.cornu.importer.reflection;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The calls in a library by which classes, members, services and resources are found by name; from its bytecode. */
final class ReflectiveCalls {
    private static final Map<String, String> LOOKUPS = Map.of(
            "java/lang/Class",
                    "(forName|newInstance|get(Declared)?(Field|Method|Constructor|Class|RecordComponent)e?s?|getResource.*)",
            "java/lang/ClassLoader", "(loadClass|get(System)?Resource.*|resources)",
            "java/lang/Module", "getResource.*",
            "java/lang/ModuleLayer", ".*",
            "java/lang/invoke/MethodHandles$Lookup", "(find|unreflect).*",
            "java/lang/reflect/Array", "newInstance",
            "java/lang/reflect/Proxy", ".*",
            "java/util/ServiceLoader", "load.*",
            "java/util/ResourceBundle", "getBundle",
            "java/io/ObjectInputStream", "<init>");

    /** {@code Class.forName} and the like, by the class that calls it. */
    final Map<String, Set<String>> callers = new TreeMap<>();

    final Set<String> classes = new TreeSet<>();

    /** The texts in classes that look up something, which may be names. */
    final Set<String> texts = new TreeSet<>();

    /** Of the jar or the folder with a class. */
    static ReflectiveCalls of(Class<?> inside) throws IOException, URISyntaxException {
        Path place = Path.of(
                inside.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
            return below(place);
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            return below(jar.getPath("/"));
        }
    }

    private static ReflectiveCalls below(Path root) throws IOException {
        ReflectiveCalls calls = new ReflectiveCalls();
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(file -> file.toString().endsWith(".class")
                            && !file.toString().endsWith("module-info.class"))
                    .toList();
        }
        for (Path file : files) {
            new ClassReader(Files.readAllBytes(file)).accept(calls.new OneClass(), ClassReader.SKIP_DEBUG);
        }
        return calls;
    }

    private final class OneClass extends ClassVisitor {
        private final Set<String> constants = new TreeSet<>();
        private String name;

        OneClass() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version, int access, String ofClass, String signature, String parent, String[] interfaces) {
            name = ofClass.substring(ofClass.lastIndexOf('/') + 1);
            classes.add(ofClass.replace('/', '.'));
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitLdcInsn(Object value) {
                    if (value instanceof String text) {
                        constants.add(text);
                    }
                }

                @Override
                public void visitMethodInsn(int opcode, String owner, String called, String type, boolean ofInterface) {
                    if (called.matches(LOOKUPS.getOrDefault(owner, ""))) {
                        String call = owner.substring(owner.lastIndexOf('/') + 1) + '.' + called;
                        callers.computeIfAbsent(name, key -> new TreeSet<>()).add(call);
                    }
                }
            };
        }

        @Override
        public void visitEnd() {
            if (callers.containsKey(name)) {
                texts.addAll(constants);
            }
        }
    }
}
