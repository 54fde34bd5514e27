package io.github.cornu.kernel;

import java.lang.reflect.Field;
import java.util.Locale;

/**
 * The kernels of this process. The classes of the SIMD kernels are loaded by name, so that a JVM without the module
 * {@code jdk.incubator.vector} never has to resolve its classes.
 */
public final class KernelSelector {
    private static final String FLAG = "--add-modules jdk.incubator.vector";
    private static final String MODULE_CLASS = "jdk.incubator.vector.FloatVector";
    private static final String PACKAGE = "io.github.cornu.kernel.";

    private KernelSelector() {}

    /** The scalar kernels, which run on every JVM. */
    public static Kernels scalar() {
        return ScalarKernels.INSTANCE;
    }

    /**
     * The SIMD kernels, from the first call on. For about a second, until the JVM has compiled them, each call takes
     * milliseconds.
     *
     * @throws UnsupportedOperationException if this JVM cannot run them; the message says why and what to do
     */
    public static Kernels vector() {
        if (Vector.KERNELS == null) {
            throw new UnsupportedOperationException("SIMD kernels cannot run here: " + Vector.obstacle);
        }
        return Vector.KERNELS;
    }

    /**
     * The SIMD kernels if this JVM can run them; each of their loops is replaced by the scalar one, which gives the
     * same bits, until the JVM has compiled it. Otherwise the scalar kernels, and one warning is logged.
     */
    public static Kernels best() {
        return Best.KERNELS;
    }

    private static final class Best {
        static final Kernels KERNELS = choose();

        private static Kernels choose() {
            if (Vector.KERNELS != null) {
                return Vector.WARMING;
            }
            Warnings.log("Cornu runs on its slower scalar kernels: " + Vector.obstacle);
            return scalar();
        }
    }

    private static final class Vector {
        static String obstacle;
        static final Kernels KERNELS = load("VectorKernels");
        static final Kernels WARMING = KERNELS == null ? null : load("WarmingKernels");

        private static Kernels load(String name) {
            obstacle = obstacleOfThisJvm();
            if (obstacle != null) {
                return null;
            }
            try {
                Class<?> kernels = Class.forName(PACKAGE + name);
                Field instance = kernels.getDeclaredField("INSTANCE");
                return (Kernels) instance.get(null);
            } catch (ReflectiveOperationException | LinkageError e) {
                obstacle = "their classes cannot be loaded (" + e + ")";
                return null;
            }
        }

        /**
         * Why SIMD code would not be fast here, or null; first what no option for modules could change. Without C2 it
         * is slower than the scalar kernels.
         */
        private static String obstacleOfThisJvm() {
            String vm = System.getProperty("java.vm.info", "").toLowerCase(Locale.ROOT);
            if (vm.contains("interpreted") || vm.contains("emulated-client")) {
                return "this JVM runs without the C2 compiler (" + vm + ")";
            }
            if (!FusedMultiplyAdd.HARDWARE) {
                return "this JVM has no instruction for fused multiply-adds; the CPU lacks it, "
                        + "or an option such as -XX:-UseFMA or -XX:UseAVX=0 turns it off";
            }
            try {
                Class.forName(MODULE_CLASS, false, KernelSelector.class.getClassLoader());
            } catch (ClassNotFoundException | LinkageError e) {
                return "the module of the Vector API is not there; start java with " + FLAG;
            }
            return null;
        }
    }
}
