package dev.holdfast.backup.engine.template;

import java.util.List;
import java.util.Optional;

/** A statement of a template. */
sealed interface Node {
    <R> R accept(Visitor<R> visitor);

    /** One method for each kind of statement. */
    interface Visitor<R> {
        R text(Text node);

        R output(Output node);

        R branch(Branch node);

        R with(With node);

        R range(Range node);

        R invoke(Invoke node);

        R jump(Jump node);
    }

    /** Text to copy. */
    record Text(String text) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.text(this);
        }
    }

    /** Prints its value, or sets a variable. */
    record Output(Origin origin, Pipeline pipeline) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.output(this);
        }
    }

    /** The if statement. */
    record Branch(Origin origin, Pipeline pipeline, List<Node> then, List<Node> otherwise) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.branch(this);
        }
    }

    /** Makes a value that is there the current one. */
    record With(Origin origin, Pipeline pipeline, List<Node> then, List<Node> otherwise) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.with(this);
        }
    }

    /** Goes through a list, a map or the numbers below one. */
    record Range(Origin origin, Pipeline pipeline, List<Node> then, List<Node> otherwise) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.range(this);
        }
    }

    /** Runs a template defined in the same string. */
    record Invoke(Origin origin, String name, Optional<Pipeline> argument) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.invoke(this);
        }
    }

    /** Leaves the loop, or goes on with its next item. */
    record Jump(boolean leaves) implements Node {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.jump(this);
        }
    }
}
