namespace Dashboard.Domain.StateMachines.Asl;

/// <summary>Where a state stands in the text of its definition.</summary>
/// <param name="First">The line of its name, from 1.</param>
/// <param name="Last">The line of its closing brace.</param>
/// <param name="Lines">How many lines the definition has.</param>
public readonly record struct StatePosition(int First, int Last, int Lines)
{
    /// <summary>The position of a state of that definition.</summary>
    public static StatePosition Of(StateMachineDefinition definition, State state)
    {
        var text = definition.Text;
        var at = 0;
        for (var line = 1; line < state.Line && text.IndexOf('\n', at) is var end and >= 0; line++)
        {
            at = end + 1;
        }

        var body = state.Body.GetRawText();
        var start = text.IndexOf(body, at, StringComparison.Ordinal);
        var last = start < 0 ? state.Line : state.Line + text.AsSpan(at, start + body.Length - at).Count('\n');
        return new StatePosition(state.Line, last, text.AsSpan().TrimEnd().Count('\n') + 1);
    }
}
