namespace Dashboard.Features.Machines;

/// <summary>Which machines a list shows, by what their last execution came to.</summary>
public enum OutcomeFilter
{
    All,
    Abnormal,
    Hidden,
    Warning,
    Running,
    Normal,
    NeverRun,
}
