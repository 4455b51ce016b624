package dev.holdfast.backup.testkit.schema;

/** Field paths in the API server's two spellings. */
final class Paths {

    private Paths() {}

    /** The dotted form structural errors use for every member. */
    static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** The form of all other errors: a dot for a property of the schema, brackets for a free key. */
    static String member(String path, SchemaNode schema, String name) {
        return schema.isProperty(name) ? child(path, name) : path + "[" + name + "]";
    }
}
