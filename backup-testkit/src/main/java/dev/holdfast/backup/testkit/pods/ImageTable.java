package dev.holdfast.backup.testkit.pods;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Image references and what stands for them on this machine. A reference that is not here cannot be pulled. Immutable. */
public final class ImageTable {
    private final Map<String, LocalImage> images;
    private final Optional<LocalImage> fallback;

    private ImageTable(Map<String, LocalImage> images, Optional<LocalImage> fallback) {
        this.images = Map.copyOf(images);
        this.fallback = fallback;
    }

    /** A builder of a table without images. */
    public static Builder builder() {
        return new Builder();
    }

    /** What stands for the exact reference, else for any image, else empty. */
    public Optional<LocalImage> find(String reference) {
        return Optional.ofNullable(images.get(reference)).or(() -> fallback);
    }

    /** Collects images. Not thread-safe. */
    public static final class Builder {
        private final Map<String, LocalImage> images = new LinkedHashMap<>();
        private Optional<LocalImage> fallback = Optional.empty();

        private Builder() {}

        /** Maps the exact reference, as it stands in pod specs, to a local image; the last call for a reference counts. */
        public Builder image(String reference, LocalImage image) {
            images.put(reference, image);
            return this;
        }

        /** Lets every other reference stand for this image; without this call they are unknown. */
        public Builder anyOther(LocalImage image) {
            fallback = Optional.of(image);
            return this;
        }

        /** The table. */
        public ImageTable build() {
            return new ImageTable(images, fallback);
        }
    }
}
