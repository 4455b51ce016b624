package dev.holdfast.backup.it.real;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Gives the tests of a class a {@link Platform} with these definitions, shared with the other tests of this run. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Clusters.class)
@interface OnCluster {

    /** The definitions of the backup kinds. */
    CrdSet value();
}
