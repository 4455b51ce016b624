package dev.holdfast.backup.testkit.schema;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;

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
                .addFunctionDeclarations(declarations())
                .addFunctionBindings(bindings())
                .build();
    }

    private static List<CelFunctionDecl> declarations() {
        OpaqueType quantity = OpaqueType.create(QUANTITY_NAME);
        return List.of(
                declare("isURL", CelOverloadDecl.newGlobalOverload("is_url", SimpleType.BOOL, SimpleType.STRING)),
                declare(
                        "isQuantity",
                        CelOverloadDecl.newGlobalOverload("is_quantity", SimpleType.BOOL, SimpleType.STRING)),
                declare("quantity", CelOverloadDecl.newGlobalOverload("quantity", quantity, SimpleType.STRING)),
                declare("compareTo", member("quantity_compare", SimpleType.INT, quantity)),
                declare("isGreaterThan", member("quantity_greater", SimpleType.BOOL, quantity)),
                declare("isLessThan", member("quantity_less", SimpleType.BOOL, quantity)));
    }

    private static List<CelFunctionBinding> bindings() {
        return List.of(
                CelFunctionBinding.from("is_url", String.class, Formats::absoluteUri),
                CelFunctionBinding.from("is_quantity", String.class, QuantityValue::valid),
                CelFunctionBinding.from("quantity", String.class, QuantityValue::parse),
                CelFunctionBinding.from("quantity_compare", QuantityValue.class, QuantityValue.class, (left, right) ->
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
                        (left, right) -> left.compareTo(right) < 0));
    }

    private static CelOverloadDecl member(String overload, CelType result, OpaqueType quantity) {
        return CelOverloadDecl.newMemberOverload(overload, result, quantity, quantity);
    }

    private static CelFunctionDecl declare(String name, CelOverloadDecl overload) {
        return CelFunctionDecl.newFunctionDeclaration(name, overload);
    }
}
