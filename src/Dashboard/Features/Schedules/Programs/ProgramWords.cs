namespace Dashboard.Features.Schedules.Programs;

/// <summary>What programs are told that ask for changes of schedules.</summary>
public sealed class ProgramWords;
