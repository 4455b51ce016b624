package dev.holdfast.backup.testkit.schema;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelFunctionBinding;

/** CEL as validation rules speak it. The values are untyped, so a mistyped rule fails when it runs, not when it compiles. */
final class RuleLanguage {

    static final String SELF = "self";
    static final String OLD_SELF = "oldSelf";

    /** Immutable and thread safe. */
    static final Cel CEL = create();

    private static final String QUANTITY_NAME = "kubernetes.Quantity";

    private RuleLanguage() {}

    private static Cel create() {
        CelOptions options = CelOptions.current()
                .enableRegexPartialMatch(true)
                .enableHeterogeneousNumericComparisons(true)
                .build();
        OpaqueType quantity = OpaqueType.create(QUANTITY_NAME);
        return CelFactory.standardCelBuilder()
                .setOptions(options)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar(SELF, SimpleType.DYN)
                .addVar(OLD_SELF, SimpleType.DYN)
                .addCompilerLibraries(
                        CelExtensions.strings(),
                        CelExtensions.lists(),
                        CelExtensions.sets(options),
                        CelExtensions.optional())
                .addRuntimeLibraries(
                        CelExtensions.strings(),
                        CelExtensions.lists(),
                        CelExtensions.sets(options),
                        CelExtensions.optional())
                .addFunctionDeclarations(
                        global(
                                "isURL",
                                CelOverloadDecl.newGlobalOverload("is_url", SimpleType.BOOL, SimpleType.STRING)),
                        global(
                                "isQuantity",
                                CelOverloadDecl.newGlobalOverload("is_quantity", SimpleType.BOOL, SimpleType.STRING)),
                        global("quantity", CelOverloadDecl.newGlobalOverload("quantity", quantity, SimpleType.STRING)),
                        global(
                                "compareTo",
                                CelOverloadDecl.newMemberOverload(
                                        "quantity_compare", SimpleType.INT, quantity, quantity)),
                        global(
                                "isGreaterThan",
                                CelOverloadDecl.newMemberOverload(
                                        "quantity_greater", SimpleType.BOOL, quantity, quantity)),
                        global(
                                "isLessThan",
                                CelOverloadDecl.newMemberOverload(
                                        "quantity_less", SimpleType.BOOL, quantity, quantity)))
                .addFunctionBindings(
                        CelFunctionBinding.from("is_url", String.class, Formats::absoluteUri),
                        CelFunctionBinding.from("is_quantity", String.class, QuantityValue::valid),
                        CelFunctionBinding.from("quantity", String.class, QuantityValue::parse),
                        CelFunctionBinding.from(
                                "quantity_compare", QuantityValue.class, QuantityValue.class, (left, right) ->
                                        (long) left.compareTo(right)),
                        CelFunctionBinding.from(
                                "quantity_greater",
                                QuantityValue.class,
                                QuantityValue.class,
                                (left, right) -> left.compareTo(right) > 0),
                        CelFunctionBinding.from(
                                "quantity_less",
                                QuantityValue.class,
                                QuantityValue.class,
                                (left, right) -> left.compareTo(right) < 0))
                .build();
    }

    private static CelFunctionDecl global(String name, CelOverloadDecl overload) {
        return CelFunctionDecl.newFunctionDeclaration(name, overload);
    }
}
