namespace Dashboard.Domain.Executions;

/// <summary>Where an event happened: what links to it goes on from there.</summary>
/// <param name="Visit">The visit it belongs to; null at the beginning of an execution or an iteration.</param>
/// <param name="Opens">The try it began: a state entered from here begins a branch.</param>
internal readonly record struct Place(Scope Scope, VisitBuilder? Visit, GroupTry? Opens = null);
