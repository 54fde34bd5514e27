package io.github.cornu.importer.source;

import io.github.cornu.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A zip file. Its members are unpacked to temporary files, one by one, when they are needed. */
final class ZipMembers implements Members {
    /** Keras writes three, and one for each vocabulary. */
    private static final int MAX_MEMBERS = 100_000;

    private final TemporaryFile archive;
    private final ZipFile zip;
    private final List<TemporaryFile> unpacked = new ArrayList<>();

    /**
     * Opens an archive.
     *
     * @throws ModelException if it is damaged, or nothing that Keras writes
     */
    ZipMembers(SourceFile file) {
        archive = file.onDisk();
        try {
            zip = open(archive);
        } catch (ModelException e) {
            archive.close();
            throw e;
        }
        try {
            checkNames();
        } catch (ModelException e) {
            close();
            throw e;
        }
    }

    private static ZipFile open(TemporaryFile archive) {
        try {
            return new ZipFile(archive.path().toFile());
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    private static ModelException damaged(Exception e) {
        return new ModelException("the archive is damaged: " + e.getMessage(), e);
    }

    private void checkNames() {
        if (zip.size() > MAX_MEMBERS) {
            throw new ModelException("the archive has " + zip.size() + " members");
        }
        Set<String> names = new HashSet<>();
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            String name = entries.nextElement().getName();
            if (!names.add(name)) {
                throw new ModelException("the archive has two members '" + name + "'");
            }
            if (name.startsWith("/") || name.contains("\\") || ("/" + name + "/").contains("/../")) {
                throw new ModelException("the archive has a member '" + name + "', which leads out of it");
            }
        }
    }

    @Override
    public boolean has(String member) {
        return zip.getEntry(member) != null;
    }

    @Override
    public SourceFile open(String member) {
        ZipEntry entry = zip.getEntry(member);
        if (entry == null) {
            throw new ModelException("the archive has no '" + member + "'");
        }
        ZipLimits.check(entry);
        TemporaryFile file = unpack(entry, entry.getSize());
        unpacked.add(file);
        return SourceFile.of(file.path());
    }

    private TemporaryFile unpack(ZipEntry entry, long size) {
        CRC32 crc = new CRC32();
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), crc)) {
            TemporaryFile file = TemporaryFile.of(in, size);
            if (crc.getValue() != entry.getCrc()) {
                file.close();
                throw new ModelException("the checksum is wrong");
            }
            return file;
        } catch (IOException | RuntimeException e) {
            throw new ModelException("the member '" + entry.getName() + "' is damaged: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try (archive) {
            zip.close();
            unpacked.forEach(TemporaryFile::close);
        } catch (IOException e) {
            throw damaged(e);
        }
    }
}
