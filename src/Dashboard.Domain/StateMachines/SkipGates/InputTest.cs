using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Dashboard.Domain.StateMachines.SkipGates;

/// <summary>What a rule of a Choice asks of the execution's input, in whichever query language it is written.</summary>
internal abstract record InputTest
{
    private InputTest()
    {
    }

    /// <summary>It, or a part of it, asks something else than the input: what was done before, the time.</summary>
    public virtual bool IsOpaque => false;

    public sealed record All(ImmutableArray<InputTest> Parts) : InputTest
    {
        public override bool IsOpaque => Parts.Any(p => p.IsOpaque);
    }

    public sealed record Any(ImmutableArray<InputTest> Parts) : InputTest
    {
        public override bool IsOpaque => Parts.Any(p => p.IsOpaque);
    }

    public sealed record Not(InputTest Part) : InputTest
    {
        public override bool IsOpaque => Part.IsOpaque;
    }

    /// <summary>One comparison.</summary>
    /// <param name="Path">Names of members, from the input's outermost object inwards; at least one.</param>
    /// <param name="Operator">As in a Choice of JSONPath; <c>Contains</c> for JSONata's <c>in</c>.</param>
    public sealed record Compare(ImmutableArray<string> Path, string Operator, JsonNode? Operand) : InputTest;

    public sealed record Opaque : InputTest
    {
        public static Opaque Instance { get; } = new();

        public override bool IsOpaque => true;
    }
}
