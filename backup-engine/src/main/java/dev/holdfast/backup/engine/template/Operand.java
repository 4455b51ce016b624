package dev.holdfast.backup.engine.template;

import java.util.List;

/** One word of a command. */
sealed interface Operand {
    <R> R accept(Visitor<R> visitor);

    /** One method for each kind of operand. */
    interface Visitor<R> {
        R field(Field operand);

        R variable(Variable operand);

        R literal(Literal operand);

        R nil(Nil operand);

        R nested(Nested operand);

        R function(Function operand);
    }

    /** The current value, or what a path below it leads to; the path may be empty. */
    record Field(List<String> path) implements Operand {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.field(this);
        }
    }

    /** A variable, named with its dollar sign, or what a path below it leads to. */
    record Variable(String name, List<String> path) implements Operand {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.variable(this);
        }
    }

    /** A string, number or boolean. */
    record Literal(Object value) implements Operand {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.literal(this);
        }
    }

    /** The word nil. */
    record Nil() implements Operand {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.nil(this);
        }
    }

    /** A pipeline in parentheses, or what a path below its value leads to. */
    record Nested(Pipeline pipeline, List<String> path) implements Operand {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.nested(this);
        }
    }

    /** A function by name; a path below its value when it is called without arguments. */
    record Function(String name, List<String> path) implements Operand {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.function(this);
        }
    }
}
