package io.github.cornu.importer.disk;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystem;
import java.nio.file.Path;

/** Paths of the machine's file system that belong to another one. */
final class DiskPath implements InvocationHandler {
    private final Path path;
    private final FileSystem system;

    private DiskPath(Path path, FileSystem system) {
        this.path = path;
        this.system = system;
    }

    static Path of(Path path, FileSystem system) {
        return (Path) Proxy.newProxyInstance(
                DiskPath.class.getClassLoader(), new Class<?>[] {Path.class}, new DiskPath(path, system));
    }

    static Path real(Path path) {
        return Proxy.isProxyClass(path.getClass()) ? ((DiskPath) Proxy.getInvocationHandler(path)).path : path;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "getFileSystem":
                return system;
            case "toFile":
                throw new UnsupportedOperationException("a path that is not of the default file system");
            default:
                Object result = onReal(method, arguments);
                return result instanceof Path real ? of(real, system) : result;
        }
    }

    private Object onReal(Method method, Object[] arguments) throws Throwable {
        Object[] own = arguments == null ? new Object[0] : arguments.clone();
        for (int i = 0; i < own.length; i++) {
            own[i] = own[i] instanceof Path other ? real(other) : own[i];
        }
        try {
            return method.invoke(path, own);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
