namespace Dashboard.Domain.Executions.Comparisons;

/// <summary>How one value of a JSON text differs from another text's.</summary>
public enum JsonChangeKind
{
    /// <summary>Only in the left text.</summary>
    Added,

    /// <summary>Only in the right text.</summary>
    Removed,
    Changed,
}
