package io.github.cornu.file;

import io.github.cornu.op.Op;
import io.github.cornu.op.image.FitImage;
import io.github.cornu.op.image.Resample;
import io.github.cornu.op.image.Sampling;
import io.github.cornu.op.pooling.AdaptivePool;
import io.github.cornu.op.pooling.Pool;

/** Pooling and other sizes of images. */
final class ImageOps {
    static final Names<Pool.Kind> POOLS =
            new Names<Pool.Kind>("kind of pooling").with("max", Pool.Kind.MAX).with("average", Pool.Kind.AVERAGE);

    static final Names<Sampling> SAMPLINGS = new Names<Sampling>("sampling")
            .with("bilinear", Sampling.BILINEAR)
            .with("bicubic", Sampling.BICUBIC)
            .with("lanczos3", Sampling.LANCZOS3)
            .with("lanczos5", Sampling.LANCZOS5)
            .with("gaussian", Sampling.GAUSSIAN)
            .with("mitchellcubic", Sampling.MITCHELLCUBIC)
            .with("bilinear_corners", Sampling.BILINEAR_CORNERS)
            .with("bilinear_legacy", Sampling.BILINEAR_LEGACY)
            .with("nearest", Sampling.NEAREST)
            .with("area", Sampling.AREA);

    static final Names<FitImage.Fit> FITS = new Names<FitImage.Fit>("fit")
            .with("crop", FitImage.Fit.CROP)
            .with("pad", FitImage.Fit.PAD)
            .with("center", FitImage.Fit.CENTER)
            .with("inside", FitImage.Fit.INSIDE);

    private ImageOps() {}

    /** False if it is none of these. */
    static boolean write(Op op, Encoder out) {
        if (op instanceof Pool pool) {
            out.text("Pool").name(POOLS, pool.kind());
            Parts.write(pool.windows(), out);
        } else if (op instanceof AdaptivePool adaptivePool) {
            out.text("AdaptivePool").name(POOLS, adaptivePool.kind()).number(adaptivePool.axis());
            out.number(adaptivePool.length());
        } else if (op instanceof Resample resample) {
            out.text("Resample")
                    .number(resample.axis())
                    .number(resample.length())
                    .number(resample.factor());
            out.name(SAMPLINGS, resample.sampling()).flag(resample.antialias());
        } else if (op instanceof FitImage fitImage) {
            out.text("FitImage")
                    .number(fitImage.height())
                    .number(fitImage.width())
                    .name(FITS, fitImage.fit());
            out.real(fitImage.value());
        } else {
            return false;
        }
        return true;
    }

    /** Null if the tag is none of these. */
    static Op read(String tag, Decoder in) {
        return switch (tag) {
            case "Pool" -> new Pool(in.name(POOLS), Parts.windows(in));
            case "AdaptivePool" -> new AdaptivePool(in.name(POOLS), in.number(), in.number());
            case "Resample" -> new Resample(in.number(), in.number(), in.number(), in.name(SAMPLINGS), in.flag());
            case "FitImage" -> new FitImage(in.number(), in.number(), in.name(FITS), in.real());
            default -> null;
        };
    }
}
