package dev.holdfast.backup.testkit.conformance;

/** What must hold whatever happens. The first are the invariants of the engine, as far as a driver can break them. */
public enum Rule {
    /** A backup that succeeded has one Backup with an artifact that is there and holds the data. */
    I1("a backup that succeeded has exactly one Backup, Ready, whose artifact is there and holds the data"),
    /** The named Backup is restored, or nothing. */
    I2("a restore brings back exactly the named Backup, or fails"),
    /** Phases never go back, and every run ends. */
    I3("every run ends in bounded time, and an end is final"),
    /** Nothing is lost before it can come back; what was suspended is resumed. */
    I4("what lives is only taken apart when it can come back, and what was suspended is resumed"),
    /** Ownership is by UID. */
    I5("same name is not same thing: what others have made is neither adopted nor touched"),
    /** Secrets stay secret. */
    I7("no value of a Secret stands in a status, an event, an annotation, a plan or an exception"),
    /** Nothing reaches beyond its namespace. */
    I8("a run reaches only its own namespace and what the driver declares"),
    /** One Backup's end is not another's. */
    I9("deleting one Backup harms no other"),
    /** The plan is all there is. */
    WITHIN_PLAN("nothing is touched that the plan does not name"),
    /** No child is made twice. */
    ONCE("no child is made twice, and no two pods of one Job are alive at once"),
    /** Nothing stays behind. */
    NOTHING_LEFT("what a run has made for itself is gone when it has ended"),
    /** The bystander is as it was. */
    OTHERS("other applications are left alone"),
    /** One engine writes. */
    LEADERS("who does not lead changes nothing"),
    /** Plans are reproducible. */
    SAME_PLAN("the same world gives the same plan"),
    /** Checks are level-triggered. */
    SAME_ANSWER("the same world gives the same answer, whoever asks and how often"),
    /** Calls return. */
    RETURNS("a call into the driver returns in time, and neither sleeps nor blocks"),
    /** Watches wake, timers do not. */
    WAKES("a wait wakes by what was read; a timer is for Secrets, stores and logs only"),
    /** Errors reach the engine. */
    ERRORS("what could not be read is no answer: errors of reads are left to the engine"),
    /** States mean what the operator says. */
    STATES("each state of the operator is taken for what it is, an unknown one for none"),
    /** Options are taken seriously. */
    OPTIONS("an option that is unknown or malformed is refused"),
    /** Names fit. */
    NAMES("children's names fit, however long the run's name is"),
    /** An undisturbed or healed run succeeds. */
    SUCCEEDS("a run that nothing final has happened to succeeds"),
    /** Reasons can be looked up. */
    REASONS("every reason is documented by the engine or by the driver");

    private final String words;

    Rule(String words) {
        this.words = words;
    }

    /** The rule in words. */
    public String words() {
        return words;
    }
}
