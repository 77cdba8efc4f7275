using System.Collections.Immutable;
using System.Text.Json;

namespace Dashboard.Domain.StateMachines.Asl;

/// <summary>One entry of Catch.</summary>
public sealed record Catcher(ImmutableArray<string> ErrorEquals, string Next, JsonElement Body);
