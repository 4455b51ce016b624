package dev.holdfast.backup.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriversTest {

    private static final String GROUP = "strategy.example.io";

    /** The spec of all drivers here. */
    public record Spec(String text) {}

    /** Answers for kind One. */
    public static class One implements BackupDriver {
        @Override
        public DriverDescriptor descriptor() {
            return DriverDescriptor.of(GROUP, "One", Spec.class);
        }
    }

    /** Answers for kind One, too. */
    public static final class OtherOne extends One {}

    /** Answers for kind Two. */
    public static final class Two implements BackupDriver {
        @Override
        public DriverDescriptor descriptor() {
            return DriverDescriptor.of(GROUP, "Two", Spec.class);
        }
    }

    /** Cannot be made. */
    public static final class Broken extends One {
        /** Fails. */
        public Broken() {
            throw new IllegalStateException("no licence file");
        }
    }

    @TempDir
    Path folder;

    private ClassLoader seeing(String... providers) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.write(services.resolve(BackupDriver.class.getName()), List.of(providers));
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
    }

    private static StrategyType type(String kind) {
        return new StrategyType(GROUP, kind);
    }

    @Test
    void findsEachDriverByItsStrategyType() throws IOException {
        Drivers drivers = Drivers.discover(seeing(One.class.getName(), Two.class.getName()));

        assertThat(drivers.find(type("One"))).get().isInstanceOf(One.class);
        assertThat(drivers.find(type("Two"))).get().isInstanceOf(Two.class);
        assertThat(drivers.find(type("Three"))).isEmpty();
        assertThat(drivers.all()).hasSize(2);
        assertThat(drivers.ownsGroup(GROUP)).isTrue();
        assertThat(drivers.ownsGroup("other.example.io")).isFalse();
    }

    @Test
    void twoDriversForOneTypeAreAnErrorThatNamesBothAndWhereTheyComeFrom() throws IOException {
        ClassLoader loader = seeing(One.class.getName(), OtherOne.class.getName());

        String place =
                One.class.getProtectionDomain().getCodeSource().getLocation().toString();
        assertThatIllegalStateException()
                .isThrownBy(() -> Drivers.discover(loader))
                .withMessageContaining("strategy.example.io/One")
                .withMessageContaining(One.class.getName() + " (" + place + ")")
                .withMessageContaining(OtherOne.class.getName() + " (" + place + ")");
        assertThatIllegalStateException().isThrownBy(() -> Drivers.of(List.of(new One(), new OtherOne())));
    }

    @Test
    void aProviderThatThrowsIsReportedAndStopsNoOther() throws IOException {
        Drivers drivers = Drivers.discover(
                seeing("no.such.Driver", Broken.class.getName(), Spec.class.getName(), Two.class.getName()));

        assertThat(drivers.find(type("Two"))).isPresent();
        assertThat(drivers.all()).hasSize(1);
        assertThat(drivers.failures()).hasSize(3);
        assertThat(drivers.failures()).anySatisfy(line -> assertThat(line).contains("no.such.Driver"));
        assertThat(drivers.failures())
                .anySatisfy(line -> assertThat(line).contains(Broken.class.getName(), "no licence file"));
        assertThat(drivers.failures())
                .anySatisfy(line -> assertThat(line).contains(Spec.class.getName(), "not a subtype"));
    }

    @Test
    void aDriverOfAMissingLibraryIsReportedAndStopsNoOther() throws IOException {
        Drivers drivers = Drivers.discover(seeing(NeedsLibrary.class.getName(), Two.class.getName()));

        assertThat(drivers.all()).hasSize(1);
        assertThat(drivers.failures())
                .singleElement()
                .asString()
                .contains(NeedsLibrary.class.getName(), "some/Library");
    }

    /** Fails as a class does whose library is not on the class path. */
    public static final class NeedsLibrary extends One {
        /** Fails. */
        public NeedsLibrary() {
            throw new NoClassDefFoundError("some/Library");
        }
    }

    @Test
    void aLoaderThatCannotListItsProvidersIsReportedOnce() {
        ClassLoader broken = new ClassLoader(getClass().getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                throw new IOException("jar is closed");
            }
        };

        assertThat(Drivers.discover(broken).failures())
                .singleElement()
                .asString()
                .contains("jar is closed");
    }

    @Test
    void aProviderWhoseSuperclassIsMissingIsReportedAndStopsNoOther() throws IOException {
        ClassLoader outer = seeing("gone.Driver", Two.class.getName());
        ClassLoader loader = new ClassLoader(outer) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.equals("gone.Driver")) {
                    throw new NoClassDefFoundError("gone/Superclass");
                }
                return super.loadClass(name, resolve);
            }
        };

        Drivers drivers = Drivers.discover(loader);

        assertThat(drivers.all()).hasSize(1);
        assertThat(drivers.failures()).singleElement().asString().contains("gone/Superclass");
    }

    @Test
    void aDriverWhoseDescriptorThrowsIsReportedAndStopsNoOther() throws IOException {
        Drivers drivers = Drivers.discover(seeing(Undescribed.class.getName(), Two.class.getName()));

        assertThat(drivers.all()).hasSize(1);
        assertThat(drivers.failures())
                .singleElement()
                .asString()
                .contains(Undescribed.class.getName(), "cannot describe");
    }

    /** Cannot say what it drives. */
    public static final class Undescribed implements BackupDriver {
        @Override
        public DriverDescriptor descriptor() {
            throw new IllegalStateException("cannot describe");
        }
    }

    @Test
    void aLoaderThatSeesNoneSaysWhereItLooked() throws IOException {
        ClassLoader blind = new URLClassLoader("blind", new URL[0], getClass().getClassLoader());

        Drivers none = Drivers.discover(blind);

        assertThat(none.all()).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> none.requireAny(blind))
                .withMessageContaining("META-INF/services/dev.holdfast.backup.spi.BackupDriver")
                .withMessageContaining("URLClassLoader");
        ClassLoader broken = seeing(Broken.class.getName());
        assertThatIllegalStateException()
                .isThrownBy(() -> Drivers.discover(broken).requireAny(broken))
                .withMessageContaining("no licence file");
    }

    @Test
    void driversGivenByHandWinOverFoundOnes() throws IOException {
        Drivers found = Drivers.discover(seeing(One.class.getName(), Two.class.getName()));

        Drivers merged = found.with(List.of(new OtherOne()));

        assertThat(merged.find(type("One"))).get().isInstanceOf(OtherOne.class);
        assertThat(merged.find(type("Two"))).isPresent();
        assertThat(found.find(type("One"))).get().isExactlyInstanceOf(One.class);
    }

    @Test
    void aDriverThatImplementsNothingRefusesByNameOfItsKind() {
        DriverDescriptor descriptor = new One().descriptor();

        assertThat(Failed.unsupported("verify", descriptor).message()).contains("strategy.example.io/One", "verify");
        assertThat(new One().checks()).isEmpty();
    }
}
