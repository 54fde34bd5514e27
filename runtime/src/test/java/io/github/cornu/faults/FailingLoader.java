package io.github.cornu.faults;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Loads the library with a call of {@link Allocations#next} before each allocation, and each call of the JDK that may
 * make one.
 */
final class FailingLoader extends URLClassLoader {
    private static final String LIBRARY = "io.github.cornu.";
    private static final String TESTS = FailingLoader.class.getPackageName();
    private static final int API = Opcodes.ASM9;

    /** Classes whose methods allocate nothing, and methods that do not in any class. */
    private static final Set<String> FREE_CLASSES = Set.of(
            "java/lang/Math",
            "java/lang/Object",
            "java/lang/StrictMath",
            "java/lang/System",
            "java/lang/Thread",
            "java/lang/invoke/VarHandle",
            "java/util/concurrent/atomic/AtomicBoolean",
            "java/util/concurrent/atomic/AtomicInteger",
            "java/util/concurrent/atomic/AtomicLongFieldUpdater",
            "java/util/concurrent/atomic/AtomicReferenceArray");

    private static final Set<String> FREE_METHODS = Set.of(
            "fill", "get", "size", "length", "isEmpty", "equals", "hashCode", "floatToRawIntBits", "intBitsToFloat");

    /** Its parent is that of the JDK's base only: the others know the library as a module. */
    FailingLoader(URL[] classPath) {
        super(classPath, null);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (!name.startsWith(LIBRARY) || name.startsWith(TESTS)) {
            return super.findClass(name);
        }
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            ClassReader reader = new ClassReader(in);
            ClassWriter writer = new ClassWriter(reader, 0);
            reader.accept(new Classes(writer), 0);
            byte[] bytes = writer.toByteArray();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static final class Classes extends ClassVisitor {
        Classes(ClassVisitor next) {
            super(API, next);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, type, signature, exceptions);
            // The initialization of a class is its first use, not a call.
            return name.equals("<clinit>") ? next : new Methods(next);
        }
    }

    private static final class Methods extends MethodVisitor {
        Methods(MethodVisitor next) {
            super(API, next);
        }

        private void mayFail() {
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC, Allocations.class.getName().replace('.', '/'), "next", "()V", false);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (opcode == Opcodes.ANEWARRAY) {
                mayFail();
            }
            super.visitTypeInsn(opcode, type);
            if (opcode == Opcodes.NEW) {
                // Not before it: tables of the method know the object by the place of this instruction.
                mayFail();
            }
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            if (opcode == Opcodes.NEWARRAY) {
                mayFail();
            }
            super.visitIntInsn(opcode, operand);
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            mayFail();
            super.visitMultiANewArrayInsn(descriptor, dimensions);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String type, Handle bootstrap, Object... arguments) {
            mayFail();
            super.visitInvokeDynamicInsn(name, type, bootstrap, arguments);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String type, boolean isInterface) {
            boolean clones = owner.startsWith("[") && name.equals("clone");
            boolean jdk = owner.startsWith("java/") && !FREE_CLASSES.contains(owner) && !FREE_METHODS.contains(name);
            if (clones || jdk) {
                mayFail();
            }
            super.visitMethodInsn(opcode, owner, name, type, isInterface);
        }
    }
}
