package io.github.cornu.op;

import io.github.cornu.kernel.Scratch;
import io.github.cornu.kernel.threads.ParallelJob;
import io.github.cornu.kernel.threads.ThreadTeam;

/**
 * Runs operations on one image, whose rows the threads of a team share where that is faster than on one.
 *
 * <p>Any number of threads may use it at once: the one that reserves the team has its image shared, the others compute
 * theirs alone.
 */
@SuppressWarnings("exports") // For the operations of this module.
public final class SharedImages {
    private static final ParallelJob<SharedImages> JOB = (shared, part, barrier, scratch) -> shared.part(part, scratch);

    private final ThreadTeam team;

    // What the team works on; it belongs to the thread that has reserved it.
    private ImageRows images;
    private float[] x;
    private int xOffset;
    private float[] y;
    private int yOffset;

    public SharedImages(ThreadTeam team) {
        this.team = team;
    }

    /** Computes all rows of an image, as {@link ImageRows#run} does. */
    public void run(ImageRows images, float[] x, int xOffset, float[] y, int yOffset, Scratch scratch) {
        if (images.count() < team.threads() || !team.tryReserve(images.nanos())) {
            images.run(x, xOffset, y, yOffset, 0, images.count(), scratch);
            return;
        }
        this.images = images;
        this.x = x;
        this.xOffset = xOffset;
        this.y = y;
        this.yOffset = yOffset;
        try {
            team.run(JOB, this, scratch);
        } finally {
            this.images = null;
            this.x = null;
            this.y = null;
            team.release();
        }
    }

    private void part(int part, Scratch scratch) {
        int first = team.first(part, images.count());
        int end = team.first(part + 1, images.count());
        images.run(x, xOffset, y, yOffset, first, end, scratch);
    }
}
