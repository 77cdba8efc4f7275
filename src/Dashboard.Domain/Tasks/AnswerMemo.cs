namespace Dashboard.Domain.Tasks;

/// <summary>What was read from an event's text, so that a running execution's old events are read once and not at each look.</summary>
/// <remarks>Whether it was read already is no part of what an event is: all memos are equal. A copy of an event with another text reads again.</remarks>
internal struct AnswerMemo : IEquatable<AnswerMemo>
{
    private Reading? _reading;

    /// <summary>As <see cref="ServiceAnswerReader.Read"/>. Safe from several threads.</summary>
    public ServiceAnswer? Read(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var reading = _reading;
        if (reading is null || !ReferenceEquals(reading.Text, text))
        {
            _reading = reading = new Reading(text, ServiceAnswerReader.Read(text));
        }

        return reading.Answer;
    }

    public readonly bool Equals(AnswerMemo other) => true;

    public override readonly bool Equals(object? obj) => obj is AnswerMemo;

    public override readonly int GetHashCode() => 0;

    private sealed record Reading(string Text, ServiceAnswer? Answer);
}
